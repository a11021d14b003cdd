#!/bin/sh
# Makes coturn's configuration and the settings that Peal needs for it, with a new secret.
#
#   sh deploy/coturn/configure.sh turn.example.org
#
# leaves turnserver.conf (to be moved to /etc/turnserver.conf, root:turnserver 0640) and peal-turn.env
# (to be added to /etc/peal.env) in the present folder.
set -eu
host=${1:-}
case $host in
  '' | *[!A-Za-z0-9.-]*)
    echo 'Usage: sh deploy/coturn/configure.sh <host name of the TURN server>' >&2
    exit 2
    ;;
esac
for file in turnserver.conf peal-turn.env; do
  if [ -e "$file" ]; then
    echo "$file is here already: move it away first." >&2
    exit 1
  fi
done
umask 077
secret=$(openssl rand -hex 32)
template=$(dirname "$0")/turnserver.conf
{
  cat "$template"
  printf '\nrealm=%s\nstatic-auth-secret=%s\n' "$host" "$secret"
} >turnserver.conf
# coturn answers STUN as well, on the port that Peal's own responder would have.
cat >peal-turn.env <<END
PEAL_STUN_PORT=0
PEAL_STUN_URLS=stun:$host:3478
PEAL_TURN_URLS=turn:$host:3478?transport=udp,turn:$host:3478?transport=tcp
PEAL_TURN_SECRET=$secret
END
echo 'Made turnserver.conf and peal-turn.env, each for its owner alone.'
