#!/bin/sh
# Fails when a folder of src/ includes what it must not: a folder to its right, or a foreign library's header outside that library's home.
#   tests/layers.sh SOURCE_DIR
set -eu
cd "${1:-.}"
status=0
list=$(mktemp)
trap 'rm -f "$list"' EXIT

complain() {
    echo "$1" >&2
    status=1
}

includes() { # includes of a folder, as file:<header> or file:"header"
    find "$@" -name '*.[ch]' -exec grep -HoE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"][^>"]+' {} + |
        sed -E 's/:[[:space:]]*#[[:space:]]*include[[:space:]]*/ /; s/([^ ]+) [<"]/\1 /' | LC_ALL=C sort
}

# Our own headers: a folder uses itself, folders to its left, and the public headers.
below=""
for layer in base text lexicon read extract link eval graph formats store pipeline; do
    below="$below $layer"
    [ -d "src/$layer" ] || continue
    includes "src/$layer" | while read -r file header; do
        case $header in
        actornet/*) ;;
        */*)
            folder=${header%%/*}
            if [ -d "src/$folder" ]; then
                case " $below " in
                *" $folder "*) ;;
                *) echo "$file includes $header: $layer must not use $folder" ;;
                esac
            fi
            ;;
        esac
    done >"$list"
    while read -r line; do complain "$line"; done <"$list"
done

# The program uses its own headers and the public ones, nothing else of ours.
bad=$(includes src/cli | awk '$2 ~ /\// && $2 !~ /^(cli|actornet|sys)\// { print $1 " includes " $2 ": cli may use only include/actornet/" }')
[ -z "$bad" ] || complain "$bad"

# The public headers use only themselves and the C standard.
bad=$(includes include | awk '$2 !~ /^actornet\// && $2 !~ /^(stddef|stdint|stdbool|stdio)\.h$/ { print $1 " includes " $2 ": not in a public header" }')
[ -z "$bad" ] || complain "$bad"

# Foreign libraries, each in its home. What is no standard header and not listed here has no home yet.
foreign() { # pattern, home (extended regular expressions)
    bad=$(includes src | awk -v what="$1" -v home="$2" '$2 ~ what && $1 !~ home { print $1 " includes " $2 ": only in " home }')
    [ -z "$bad" ] || complain "$bad"
}
foreign '^jansson' '^src/(base/json|dot/[a-z_]+)[.]c$' # actornet-dot is a program of its own that links nothing of ours
foreign '^xxhash' '^src/base/'
foreign '^(immintrin|simde/)' '^src/(text/lanes|text/take|lexicon/match/bloom|read/mail/page)_avx[0-9]+[.]c$' # vector instructions
foreign '^utf8proc' '^src/text/fold[.]c$'
foreign '^uchardet' '^src/text/encoding[.]c$'
foreign '^pcre2' '^src/lexicon/patterns/regex[.]c$'
foreign '^igraph' '^src/graph/'
foreign '^expat' '^src/formats/'
foreign '^(graphviz/|cgraph|gvc)' '^src/dot/'
known='^(immintrin|jansson|xxhash|utf8proc|uchardet|pcre2|igraph.*|expat|cgraph|gvc)[.]h$|^(graphviz|igraph)/'
c='assert|ctype|errno|float|inttypes|iso646|limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib'
c="^($c|stdnoreturn|string|threads|time|uchar|wchar|wctype)[.]h\$"
posix='^(dirent|dlfcn|fcntl|fnmatch|glob|iconv|langinfo|libgen|poll|pthread|sched|semaphore|spawn|strings|termios|unistd)[.]h$|^sys/'
bad=$(includes src | awk -v a="$known" -v b="$c" -v d="$posix" '$2 !~ a && $2 !~ b && $2 !~ d && $2 !~ /\// {
    print $1 " includes " $2 ": neither of ours (write the folder, too) nor of a library with a home" }')
[ -z "$bad" ] || complain "$bad"

exit $status
