/** Whoever may use the TURN server cannot reach through it into the networks that it stands in. */
import { expect, test } from '@playwright/test';
import { NatKind } from './nat.ts';
import { openTown, type Town } from './town.ts';

let town: Town;
test.beforeEach(async () => {
  town = await openTown();
});
test.afterEach(() => town.close());

const PRIVATE = ['10.1.0.2', '127.0.0.1', '169.254.169.254', '172.20.0.3', '192.168.1.1', '100.64.0.1'];

test('coturn forwards to public addresses and to no private one', async () => {
  const home = town.home(NatKind.Cone);
  /** coturn's own client: an allocation, a permission and two packets there and back. */
  const reach = (peer: string): string => {
    const { username, credential } = town.turn.credential('Mallory');
    const options = ['-c', '-n', '2', '-m', '1', '-z', '5', '-u', username, '-w', credential, '-e', peer];
    try {
      return home.run('timeout', ['10', 'turnutils_uclient', ...options, town.turn.address]);
    } catch (error) {
      return String(error);
    }
  };
  expect(reach(await town.echo())).toMatch(/tot_recv_msgs=2/);
  for (const peer of PRIVATE) expect(reach(peer), peer).toMatch(/403 \(Forbidden IP\)/i);
});
