#!/bin/sh
# Golden cases: tests/cases/<stage>/<what-it-shows>/ holds
#   cmd               shell lines, run in a copy of the folder; $ACTORNET is the program
#   expected.stdout   what it prints                      (not there = nothing is printed)
#   expected.stderr   what it says besides                (not there = not looked at)
#   expected.<file>   a file that it writes               (`,` in the name stands for `/`)
#   exit              its exit code                       (not there = 0)
# and whatever cmd reads. Each case runs twice: in the C locale, and in another one. The path of the program reads `actornet` in outputs, that of
# the source tree `SOURCE`.
#   tests/cases.sh PROGRAM [STAGE | STAGE/CASE]...           all cases when none is named
#   tests/cases.sh --bless PROGRAM [STAGE | STAGE/CASE]...   write what comes out as what is expected; look at the diff
set -u
bless=no
[ "${1:-}" = --bless ] && { bless=yes; shift; }
[ $# -ge 1 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 2; }
ACTORNET=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
source=$(cd "$(dirname "$0")/.." && pwd)
cases=$source/tests/cases
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ACTORNET ACTORNET_DATA="$source" TERM=dumb LSAN_OPTIONS=print_suppressions=0
unset NO_COLOR COLUMNS
other=$(locale -a 2>/dev/null | grep -iE '^(de_DE|fr_FR|tr_TR)\.utf-?8$' | head -n 1)
other=${other:-C.UTF-8}
passed=0 failed=0

run() { # case, locale: runs in $work/run, leaves stdout, stderr and exit in $work/got
    rm -rf "$work/run" "$work/got"
    cp -R "$cases/$1" "$work/run"
    mkdir "$work/got"
    rm -f "$work/run/cmd" "$work/run/exit" "$work/run"/expected.*
    (cd "$work/run" && LC_ALL=$2 exec sh "$cases/$1/cmd") >"$work/got/stdout" 2>"$work/got/stderr" </dev/null
    echo $? >"$work/got/exit"
    for stream in stdout stderr; do
        sed -i "s|$ACTORNET|actornet|g; s|$source|SOURCE|g" "$work/got/$stream"
    done
}

written() { # name of an expected file: the file that the case wrote
    case $1 in
    stdout | stderr) echo "$work/got/$1" ;;
    *) echo "$work/run/$(echo "$1" | tr , /)" ;;
    esac
}

compare() { # case: prints differences
    want=0
    [ ! -f "$cases/$1/exit" ] || want=$(cat "$cases/$1/exit")
    got=$(cat "$work/got/exit")
    [ "$got" = "$want" ] || { echo "exit code $got, expected $want"; sed 's/^/stderr: /' "$work/got/stderr" | head -n 20; }
    [ -f "$cases/$1/expected.stdout" ] || diff -u --label 'nothing expected' --label stdout /dev/null "$work/got/stdout"
    for file in "$cases/$1"/expected.*; do
        [ -f "$file" ] || continue
        part=${file#"$cases/$1/expected."}
        [ -f "$(written "$part")" ] || { echo "$part was not written"; continue; }
        diff -u --label "expected.$part" --label "$part" "$file" "$(written "$part")"
    done
}

accept() { # case
    [ "$(cat "$work/got/exit")" = 0 ] && rm -f "$cases/$1/exit" || cp "$work/got/exit" "$cases/$1/exit"
    for stream in stdout stderr; do
        if [ -s "$work/got/$stream" ]; then
            cp "$work/got/$stream" "$cases/$1/expected.$stream"
        elif [ $stream = stdout ] || [ -f "$cases/$1/expected.$stream" ]; then
            rm -f "$cases/$1/expected.$stream"
        fi
    done
    for file in "$cases/$1"/expected.*; do
        part=${file#"$cases/$1/expected."}
        case $part in
        stdout | stderr | '*') ;;
        *) cp "$(written "$part")" "$file" ;;
        esac
    done
}

list() { # names given: the cases
    if [ $# -eq 0 ]; then
        (cd "$cases" && find . -name cmd | sed 's|^\./||; s|/cmd$||' | LC_ALL=C sort)
    fi
    for name in "$@"; do
        name=${name#"$cases/"} name=${name#tests/cases/} name=${name%/}
        [ -d "$cases/$name" ] || { echo "no case $name" >&2; exit 2; }
        (cd "$cases" && find "$name" -name cmd | sed 's|/cmd$||' | LC_ALL=C sort)
    done
}

names=$(list "$@") || exit 2
for name in $names; do
    if [ $bless = yes ]; then
        run "$name" C
        accept "$name"
        echo "blessed $name"
        continue
    fi
    for locale in C "$other"; do
        run "$name" "$locale"
        difference=$(compare "$name")
        if [ -z "$difference" ]; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            printf 'FAILED %s (LC_ALL=%s)\n%s\n\n' "$name" "$locale" "$difference"
        fi
    done
done
[ $bless = yes ] || echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && { [ $bless = yes ] || [ $passed -gt 0 ]; }
