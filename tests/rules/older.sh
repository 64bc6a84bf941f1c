# older.sh - for the tests of packages, which read it with `.': the libraries that earlier versions left (tests/data/databases,
# where 0001 is of 0.1.0), and whether the program that was installed over them has all that was in them. They hold the same:
# two reports, one more in the trash, and text that was typed when the program was killed.
# shellcheck shell=bash

# put_libraries FOLDER
put_libraries() {
    mkdir -p "$1"
    rm -f "$1"/*.db*
    cp tests/data/databases/*.db "$1"
    local script name
    for script in tests/data/databases/*.sql; do
        name=$(basename "$script" .sql)
        sqlite3 "$1/$name.db" <"$script"
    done
}

# check_libraries FOLDER AS COMMAND...: COMMAND runs the program, which sees FOLDER as AS.
check_libraries() {
    local folder=$1 as=$2 path
    shift 2
    for path in "$folder"/*.db; do
        local db=$as/${path##*/}
        [ "$("$@" --db "$db" list --json | grep -o '"unit"' | wc -l)" = 2 ] || fail "$db: not its two reports"
        "$@" --db "$db" list --trash | grep -q 进了回收站的单位 || fail "$db: the trash is empty"
        "$@" --db "$db" history 1 | grep -q 防汛工作扎实 || fail "$db: its history is not there"
        "$@" --db "$db" verify >/dev/null 2>&1 || fail "$db is not sound"
    done
    ok "libraries of earlier versions are brought up to date: $(cd "$folder" && echo *.db)"
}
