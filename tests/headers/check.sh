#!/bin/sh
# Every public header compiles alone, twice in a row, as C11, C17 and C++17, with all warnings as errors.
#   tests/headers/check.sh INCLUDE_DIR CC CXX      (CXX may be empty: then C++ is left out)
set -eu
include=$1 cc=$2 cxx=${3:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
for header in "$include"/actornet/*.h; do
    name=actornet/$(basename "$header")
    printf '#include "%s"\n#include "%s"\nint main(void) { return 0; }\n' "$name" "$name" | tee "$folder/alone.c" >"$folder/alone.cc"
    for standard in c11 c17; do
        "$cc" -std=$standard -Wall -Wextra -Wpedantic -Werror -I"$include" -fsyntax-only "$folder/alone.c" || { echo "$name as $standard" >&2; status=1; }
    done
    [ -z "$cxx" ] || "$cxx" -std=c++17 -Wall -Wextra -Wpedantic -Werror -I"$include" -fsyntax-only "$folder/alone.cc" ||
        { echo "$name as C++17" >&2; status=1; }
done
exit $status
