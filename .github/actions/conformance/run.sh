#!/usr/bin/env bash
# Runs the suite on a deployment, with every report, and hands its exit code on.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

folder=${CONFORMANCE_FOLDER:-conformance-report}
mkdir -p "$folder" || exit 74
args=(--json "$folder/report.json" --junit "$folder/junit.xml" --markdown "$folder/summary.md" --html "$folder/report.html")
[ -z "${CONFORMANCE_DEVIATIONS:-}" ] || args+=(--deviations "$CONFORMANCE_DEVIATIONS")
while IFS= read -r line; do
  [ -z "$line" ] || args+=("$line")
done <<<"${CONFORMANCE_ARGS:-}"

"$CONFORMANCE_BINARY" run "${where[@]}" --github "${args[@]}"
code=$?

if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$folder/summary.md" ]; then
  cat "$folder/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf 'exit-code=%s\nreport=%s\n' "$code" "$folder/report.json" >>"$GITHUB_OUTPUT"
fi
exit "$code"
