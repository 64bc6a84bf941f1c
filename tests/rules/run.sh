#!/bin/sh
# run.sh BUILD PROGRAM... - runs each test program, shows the output of those that fail, and ends
# with "N passed, M failed" over the single tests. AGAIN=1: a program that fails is shown and run
# once more, and the second run counts (on a machine that others keep busy a pseudo-terminal can be
# late). A program that hangs is ended.
set -u
build=$1
shift
passed=0 failed=0 left_out=0
export LC_ALL=C.UTF-8 CMOCKA_MESSAGE_OUTPUT=TAP
run() {
    # shellcheck disable=SC2086 # RUNNER is a command line
    timeout -k 10 "$([ -n "${RUNNER:-}" ] && echo 7200 || echo 900)" ${RUNNER:-} "$program" >"$log" 2>&1
    status=$?
}
show() {
    printf '%s %s (exit %d)\n' "$1" "$program" "$status"
    grep -av '^ok ' "$log" | tail -n 60
}
for program; do
    log=$build/$(echo "${program#"$build"/}" | tr / _).log
    run
    if [ "$status" -ne 0 ] && [ -n "${AGAIN:-}" ]; then
        show AGAIN
        run
    fi
    ok=$(grep -ac '^ok ' "$log")
    skipped=$(grep -ac '^not ok .*# SKIP' "$log") # cmocka's way of saying it
    bad=$(($(grep -ac '^not ok ' "$log") - skipped))
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    passed=$((passed + ok)) failed=$((failed + bad)) left_out=$((left_out + skipped))
    if [ "$status" -ne 0 ] || [ "$bad" -ne 0 ]; then
        show FAIL
    elif [ $((ok + skipped)) -eq 0 ]; then
        printf 'FAIL %s ran no test\n' "$program"
        failed=$((failed + 1))
    fi
done
[ "$left_out" -eq 0 ] || printf '%d skipped: what they need is not here\n' "$left_out"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
