// The first program in each container of an export: puts addresses and the time where the files leave room, and goes on as tor or as ours.

/** Stands for the address of a node, of the container itself (`own`), or for the time (`ends`). */
export function blank(name: string): string {
  return `@${name}@`;
}

/** Where the files of an export lie in a container, read-only, and where its program keeps its own. */
export const LAB = '/lab';
export const DATA = '/data';

/** `sh /lab/start tor`, `sh /lab/start agent 3` or `sh /lab/start conduct`. */
export const START_SCRIPT = `#!/bin/sh
set -eu
umask 077
cd ${DATA}

address_of() {
  until getent ahostsv4 "$1" >"${DATA}/.address"; do sleep 1; done
  read -r address _ <"${DATA}/.address"
  echo "$address"
}

fill() {
  cp "${LAB}/$1" "${DATA}/$1"
  for blank in $(grep -o '@[a-z0-9]*@' "${DATA}/$1" | sort -u); do
    case $blank in
      @own@) value=$(hostname -i | cut -d ' ' -f 1) ;;
      @ends@) value=$(date -u -d '1 minute ago' '+%F %T') ;;
      *) value=$(address_of "$(echo "$blank" | tr -d @)") ;;
    esac
    sed -i "s/$blank/$value/g" "${DATA}/$1"
  done
}

if [ "$1" = tor ]; then
  mkdir -p keys
  for key in authority_certificate authority_signing_key secret_id_key; do
    [ ! -e "${LAB}/$key" ] || cp "${LAB}/$key" keys/
  done
  : >empty
  fill state
  fill torrc
  exec tor --defaults-torrc empty -f torrc
fi
fill client.torrc
exec node /opt/torchat/packages/simulator/bin/fleet.js "$@" --lab ${LAB} --torrc ${DATA}/client.torrc
`;
