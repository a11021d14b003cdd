#!/bin/sh
# Collects all that Peal's image holds: the package as npm packs it, Node, and the shared libraries that
# both need on this architecture. The Dockerfile runs it, at the top of the built repository.
set -eu
image=$1
peal=$image/opt/peal
mkdir -p "$peal" "$image/usr/local/bin" "$image/usr/bin" "$image/etc"
mkdir -m 1777 "$image/tmp"

npm pack --ignore-scripts --pack-destination /tmp
tar -xzf /tmp/peal-*.tgz -C "$peal" --strip-components=1 --no-same-owner
# They are of another Node where a package is installed, but not here.
cp dist/server/*.cache "$peal/dist/server/"
cp -R node_modules "$peal/"
# What better-sqlite3 was compiled from.
rm -rf "$peal/node_modules/better-sqlite3/deps" "$peal/node_modules/better-sqlite3/src"
find "$peal/node_modules/better-sqlite3/build" -type f ! -name better_sqlite3.node -delete
ln -s /opt/peal/scripts/start.mjs "$image/usr/local/bin/peal"

# The command `peal` begins with `#!/usr/bin/env node`.
cp /usr/local/bin/node "$image/usr/local/bin/"
cp /usr/bin/env "$image/usr/bin/"
find "$image" -name '*.node' -o -path '*/bin/node' -o -path '*/bin/env' | xargs ldd |
  grep -o '/[^ :]*\.so[^ :]*' | sort -u | xargs cp -L --parents -t "$image"

# Names of hosts are looked up in /etc/hosts first.
cp /etc/nsswitch.conf "$image/etc/"
grep -E '^(root|node):' /etc/passwd >"$image/etc/passwd"
grep -E '^(root|node):' /etc/group >"$image/etc/group"
