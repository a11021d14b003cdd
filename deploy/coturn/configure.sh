#!/bin/sh
# Makes coturn's configuration and the settings that Peal needs for it, with a new secret.
#
#   sh deploy/coturn/configure.sh turn.example.org
#   sh deploy/coturn/configure.sh turn.example.org /etc/ssl/turn
#   sh deploy/coturn/configure.sh turn.example.org /etc/ssl/turn 203.0.113.7
#
# The folder holds fullchain.pem and privkey.pem, which coturn's user may read: coturn then speaks TLS on port
# 5349. With the machine's own address it does so on port 443, too, where nothing else may listen.
#
# leaves turnserver.conf (to be moved to /etc/turnserver.conf, root:turnserver 0640) and peal-turn.env
# (to be added to /etc/peal.env) in the present folder.
set -eu
host=${1:-}
certificate=${2:-}
address=${3:-}
usage() {
  echo 'Usage: sh deploy/coturn/configure.sh <host name of the TURN server> [<folder of its certificate> [<its address>]]' >&2
  exit 2
}
case $host in '' | *[!A-Za-z0-9.-]*) usage ;; esac
case $certificate in '' | /*) ;; *) usage ;; esac
case $address in
  *[!0-9a-fA-F:.]*) usage ;;
  *:*) address="[$address]" ;;
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
  [ -z "$certificate" ] ||
    printf 'cert=%s/fullchain.pem\npkey=%s/privkey.pem\n' "$certificate" "$certificate"
  [ -z "$address" ] || printf 'aux-server=%s:443\n' "$address"
} >turnserver.conf
# Three addresses at most: a browser asks for relays at each, and a member gets twelve in all.
more=turn:$host:3478?transport=tcp
[ -z "$address" ] || more=turns:$host:443?transport=tcp
[ -z "$certificate" ] || more=$more,turns:$host:5349?transport=tcp
# coturn answers STUN as well, on the port that Peal's own responder would have.
cat >peal-turn.env <<END
PEAL_STUN_PORT=0
PEAL_STUN_URLS=stun:$host:3478
PEAL_TURN_URLS=turn:$host:3478?transport=udp,$more
PEAL_TURN_SECRET=$secret
END
echo 'Made turnserver.conf and peal-turn.env, each for its owner alone.'
