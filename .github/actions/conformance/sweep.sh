#!/usr/bin/env bash
# Removes what a run of this job has left behind, if it has: one that was cancelled had no time to.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$CONFORMANCE_BINARY" sweep "${where[@]}" --apply
