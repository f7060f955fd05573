# People, views, desks and terms of queries, as they stand in the database.
function __entourage_asks
    set -l words (commandline -opc)
    set -g __entourage_found ($words[1] __complete fish $words (commandline -ct) 2>/dev/null)
end
complete -c entourage -n __entourage_asks -f -k -a '(printf "%s\n" $__entourage_found)'
for option in person view desk not
    complete -c entourage -n __entourage_asks -l $option -x -k -a '(printf "%s\n" $__entourage_found)'
end
