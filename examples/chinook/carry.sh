#!/usr/bin/env bash
# Carries Chinook three times and judges it: all rows, then none, then just those that changed.
#   examples/chinook/carry.sh PATH/TO/Chinook_MySql.sql
# Starts a MariaDB server and the simulator of its own in a temporary folder, and stops both at the end.
# To use a server that runs already (its database Chinook is dropped and made anew!), say how to reach it:
#   HIKYAKU_APPLICATION_URL=jdbc:mariadb://127.0.0.1:3306/Chinook HIKYAKU_APPLICATION_USER=... \
#   HIKYAKU_APPLICATION_PASSWORD=... CHINOOK_CLIENT="mariadb -h 127.0.0.1 -u ..." examples/chinook/carry.sh FILE
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
own=$(mktemp -d "${TMPDIR:-/tmp}/chinook.XXXXXX")
pids=()

finish() {
    local code=$? pid
    for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
    for pid in ${pids[@]+"${pids[@]}"}; do wait "$pid" 2>/dev/null || true; done
    if ((code == 0)); then rm -rf "$own"; else echo "see $own" >&2; fi
}
trap finish EXIT

stop() {
    printf 'carry.sh: %s\n' "${@:2}" >&2
    exit "$1"
}

say() { printf '\n== %s\n' "$*"; }

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

# Waits until somebody listens on port $1, or process $2 is gone.
await() {
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "$2" 2>/dev/null || stop 4 "nothing listens on port $1; its log:" "$(tail -n 5 "$3")"
        sleep 0.2
    done
}

start_mariadb() {
    local port
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null ||
        stop 4 "found no mariadbd. Debian and Ubuntu: apt-get install mariadb-server" \
            "or name a server that runs: see the head of this file"
    port=$(free_port)
    mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db --user="$(id -un)" \
        --datadir="$own/db" >"$own/install.log" 2>&1 || stop 4 "no new database:" "$(tail -n 5 "$own/install.log")"
    mariadbd --no-defaults --user="$(id -un)" --datadir="$own/db" --socket="$own/socket" --port="$port" \
        --bind-address=127.0.0.1 --pid-file="$own/pid" >"$own/mariadb.log" 2>&1 &
    pids+=($!)
    await "$port" $! "$own/mariadb.log"
    CHINOOK_CLIENT="mariadb --no-defaults --socket=$own/socket -u root"
    export HIKYAKU_APPLICATION_URL=jdbc:mariadb://127.0.0.1:$port/Chinook HIKYAKU_APPLICATION_USER=root \
        HIKYAKU_APPLICATION_PASSWORD=
}

start_simulator() {
    local port
    port=$(free_port)
    "$root/hikyaku" simulate salesforce --schema "$here/salesforce-schema.yaml" --port "$port" --data "$own/org" \
        >"$own/simulator.log" 2>&1 &
    pids+=($!)
    await "$port" $! "$own/simulator.log"
    export HIKYAKU_SALESFORCE_LOGIN=http://127.0.0.1:$port HIKYAKU_SALESFORCE_CLIENT_ID=hikyaku \
        HIKYAKU_SALESFORCE_CLIENT_SECRET=simulator
}

client() { $CHINOOK_CLIENT --default-character-set=utf8mb4 "$@"; }

hikyaku() { "$root/hikyaku" "$@" --project "$here"; }

judge() { client -BN Chinook <"$here/rows.sql" | node "$here/judge.mjs" "$own/org/journal.jsonl"; }

api_writes() {
    node -e 'fetch(process.argv[1] + "/simulator/status").then((it) => it.json()).then((it) => console.log(it.apiWrites))' \
        "$HIKYAKU_SALESFORCE_LOGIN"
}

sql=${1-}
[[ -r $sql ]] || stop 2 "usage: examples/chinook/carry.sh PATH/TO/Chinook_MySql.sql   (found: ${sql:-nothing})"
command -v node >/dev/null || stop 4 "found no node (Node.js 20 or newer), which reads the simulator's journal"
"$root/hikyaku" version >/dev/null # builds when needed, before anything waits for it

if [[ -z ${HIKYAKU_APPLICATION_URL-} ]]; then start_mariadb; fi
[[ -n ${CHINOOK_CLIENT-} ]] || stop 2 "CHINOOK_CLIENT is not set: how to start the client of your server"
client <"$sql"
start_simulator
export HIKYAKU_LEDGER_URL=jdbc:h2:file:$own/ledger HIKYAKU_LEDGER_USER=hikyaku HIKYAKU_LEDGER_PASSWORD=hikyaku \
    HIKYAKU_WORK_DIR=$own/work

say "first run: 8 + 59 + 412 + 2240 records"
hikyaku validate
hikyaku run all
judge

say "second run: nothing changed, nothing is sent"
before=$(api_writes)
hikyaku run all
[[ $(api_writes) == "$before" ]] || stop 1 "something was sent though nothing had changed"
judge

say "third run: after changes.sql just those 49 rows travel"
client Chinook <"$here/changes.sql"
hikyaku run all
judge

say "one record's story"
hikyaku trace customer 5
