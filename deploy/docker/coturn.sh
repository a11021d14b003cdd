#!/bin/sh
# Runs coturn in its container, with the recommended configuration and what is this installation's own:
#   TURN_HOST      its name, as in the certificate that Caddy gets for it
#   TURN_TLS_ALSO  an address and port at which it speaks TLS besides port 5349, such as 203.0.113.7:443; or empty
# Further arguments are coturn's. Where Caddy has no certificate yet, coturn runs without TLS; it ends when
# there is one, and the container starts again. When Caddy has renewed it, coturn reads it again.
set -eu
config=${TURN_CONFIG:-/etc/coturn/turnserver.conf}
secret=${TURN_SECRET_FILE:-/run/secrets/turn-secret}
certificates=${TURN_CERTIFICATES:-/caddy}
look_every_seconds=${TURN_LOOK_EVERY:-60}

# Below it, the names of folders depend on the authority.
certificate() {
  find "$certificates" -name "$TURN_HOST.crt" 2>/dev/null | head -n 1
}
state() {
  file=$(certificate)
  [ -z "$file" ] || cksum "$file" "${file%.crt}.key"
}

umask 077
own=$(mktemp)
before=$(state)
cert=$(certificate)
cp "$config" "$own"
{
  # Not on the command line, which every user of the machine can read.
  printf '\nrealm=%s\nstatic-auth-secret=%s\n' "$TURN_HOST" "$(cat "$secret")"
  [ -z "$cert" ] || printf 'cert=%s\npkey=%s\n' "$cert" "${cert%.crt}.key"
  [ -z "$cert" ] || [ -z "${TURN_TLS_ALSO:-}" ] || printf 'aux-server=%s\n' "$TURN_TLS_ALSO"
} >>"$own"

# $$ is coturn's, too: it takes the place of this shell.
while sleep "$look_every_seconds" && kill -0 $$ 2>/dev/null; do
  now=$(state)
  [ "$now" != "$before" ] || continue
  before=$now
  if [ -n "$cert" ]; then kill -USR2 $$; else kill -TERM $$; fi
done &
# By itself it would log into a file in /tmp, which is memory, without end.
exec turnserver -c "$own" --log-file=stdout "$@"
