# People, views, desks and terms of queries, as they stand in the database.
__entourage_asks() {
    local found value
    found=$("${1/#\~/$HOME}" __complete bash "$2" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null) || return 1
    compopt +o default +o bashdefault 2>/dev/null
    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        [[ -n $value ]] && COMPREPLY+=("$value")
    done <<<"$found"
    [[ ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
