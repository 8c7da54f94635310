# Sourced by run.sh and sweep.sh: the program, the tokens, and the arguments that say where the deployment is.

if [ -z "${CONFORMANCE_BINARY:-}" ]; then
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
  CONFORMANCE_BINARY="${CARGO_TARGET_DIR:-$here/target}/release/authms-conformance"
fi

# Ledgers stay in the runner's own folder, so that the sweep finds what a cancelled run has made.
export XDG_STATE_HOME="${RUNNER_TEMP:-${TMPDIR:-/tmp}}/authms-conformance"

# Hides a token in everything that the job prints from here on, and passes it on if there is one. An input that is not
# given is empty, and so is a secret that does not exist: the suite is to see no variable then. The job's own variables
# stay as they are where the input is empty.
pass_token() {
  local name=$1 value=$2
  if [ -n "$value" ]; then
    printf '%s\n' "$value" | while IFS= read -r line; do
      [ -z "$line" ] || printf '::add-mask::%s\n' "$line"
    done
    export "$name=$value"
  elif [ -z "${!name:-}" ]; then
    unset "$name"
  fi
}
pass_token AUTHMS_TOKEN "${CONFORMANCE_TOKEN:-}"
pass_token AUTHMS_USER_TOKEN "${CONFORMANCE_USER_TOKEN:-}"
pass_token AUTHMS_OTHER_TENANT_TOKEN "${CONFORMANCE_OTHER_TENANT_TOKEN:-}"

where=()
[ -z "${CONFORMANCE_TARGET:-}" ] || where+=(--target "$CONFORMANCE_TARGET")
[ -z "${CONFORMANCE_BASE_URL:-}" ] || where+=(--base-url "$CONFORMANCE_BASE_URL")
[ -z "${CONFORMANCE_CONFIRM_HOST:-}" ] || where+=(--confirm-host "$CONFORMANCE_CONFIRM_HOST")
[ -z "${CONFORMANCE_TOKEN_COMMAND:-}" ] || where+=(--token-command "$CONFORMANCE_TOKEN_COMMAND")
if [ ${#where[@]} -eq 0 ]; then
  printf '::error title=AuthMS contract::no deployment was named; give the input base-url or target\n'
  exit 64
fi
while IFS= read -r line; do
  [ -z "$line" ] || where+=("$line")
done <<<"${CONFORMANCE_CONNECTION_ARGS:-}"
