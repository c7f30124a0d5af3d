#!/usr/bin/env bash
# Runs the tests against real counterparts and ends with "N passed, N failed, N skipped".
#   ./test.sh            the format check and every test
#   ./test.sh NAME       the tests whose full name contains NAME
#   ./test.sh storms     the storms alone, 60 seconds each
set -uo pipefail
. "$(dirname "$(readlink -f "$0")")/.ci/common.sh"

filter=${1:-}
results=$root/artifacts/tests
passed=0 failed=0 skipped=0

prepare() {
    need_tools
    need_packages postgresql-15 python3-aiosmtpd chromium fonts-dejavu-core kannel kannel-extras
    if ! /sbin/ldconfig -p | grep libicuuc >/dev/null; then need_packages libicu72; fi
    say 'Building'
    dotnet build "$root/Creneau.slnx" -c Release -v q -clp:NoSummary || {
        printf '\nThe build failed: no test ran.\n0 passed, 1 failed, 0 skipped\n'
        exit 1
    }
    rm -rf "$results" && mkdir -p "$results"
}

check_format() {
    say 'Checking the format'
    dotnet format "$root/Creneau.slnx" --verify-no-changes --no-restore && return
    echo 'The format differs: dotnet format Creneau.slnx puts it right.'
    failed=$((failed + 1))
}

run_project() {
    local name=$1 selection=()
    case $filter in
    '') ;;
    storms) selection=(--filter Category=Storm) ;;
    *) selection=(--filter "FullyQualifiedName~$filter") ;;
    esac
    say "$name"
    dotnet test "$root/tests/$name" -c Release --no-build "${selection[@]}" \
        --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --logger 'console;verbosity=minimal' --blame-hang-timeout 6min --blame-hang-dump-type none
    count "$name" $?
}

# A project that stopped without saying which test failed counts as one failure.
count() {
    local file=$results/$1.trx failed_before=$failed
    if [ -e "$file" ]; then
        passed=$((passed + $(counter "$file" passed)))
        failed=$((failed + $(counter "$file" failed)))
        skipped=$((skipped + $(counter "$file" total) - $(counter "$file" executed)))
    fi
    if [ "$2" -ne 0 ] && [ "$failed" -eq "$failed_before" ]; then
        echo "$1 did not come to its end (code $2)."
        failed=$((failed + 1))
    fi
}

counter() { sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1"; }

if [ "$filter" = storms ]; then export CRENEAU_STORM_SECONDS=${CRENEAU_STORM_SECONDS:-60}; fi
prepare
if [ -z "$filter" ]; then check_format; fi
for project in "$root"/tests/*.Tests; do run_project "$(basename "$project")"; done

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
