# People, views, desks and terms of queries, as they stand in the database.
__entourage_asks() {
    local found line value says
    local -a values shown
    found=$(${(Q)words[1]/#\~/$HOME} __complete zsh "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null) || return 1
    for line in ${(f)found}; do
        value="${line%%$'\t'*}" says="${line#*$'\t'}"
        values+=("$value")
        shown+=("$value${says:+  $says}")
    done
    (( $#values )) || return 0
    local -a more
    [[ $values[1] == *: ]] && more=(-S '')
    compadd -U -l -d shown "${more[@]}" -a values
    return 0
}
