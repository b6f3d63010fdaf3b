/**
 * What a home's router does to its packets, as an nftables ruleset. Pure.
 * Linux keeps the port where it can, for all destinations alike: with a filter on what nobody asked for that is a
 * port-restricted cone. `fully-random` gives each destination another port: symmetric, and nobody can guess it.
 */
export const NatKind = { Cone: 'cone', Symmetric: 'symmetric', UdpBlocked: 'UDP blocked', TlsOnly: 'TLS only' } as const;
export type NatKind = (typeof NatKind)[keyof typeof NatKind];

const OUTGOING: { readonly [K in NatKind]: readonly string[] } = {
  [NatKind.Cone]: [],
  [NatKind.Symmetric]: [],
  [NatKind.UdpBlocked]: ['iifname "lan" ip protocol udp drop'],
  [NatKind.TlsOnly]: ['iifname "lan" ip protocol udp drop', 'iifname "lan" tcp dport != 443 drop'],
};

/** @param lossPercent of UDP packets, both ways */
export const natRules = (kind: NatKind, lossPercent = 0): string => `flush ruleset
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "wan" masquerade${kind === NatKind.Symmetric ? ' fully-random' : ''}
  }
}
table ip filter {
  chain weather {
    type filter hook forward priority -10; policy accept;
    ${lossPercent > 0 ? `ip protocol udp numgen random mod 1000 < ${Math.min(Math.round(lossPercent * 10), 999)} drop` : ''}
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ${OUTGOING[kind].join('\n    ')}
    ct state established,related accept
    ct state invalid drop
    iifname "lan" accept
  }
  chain input {
    type filter hook input priority filter; policy accept;
    iifname "wan" ct state established,related accept
    iifname "wan" drop
  }
}
`;
