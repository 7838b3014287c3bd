import { DIFFERENCES } from '../../../access/matrix/simulator-differences';

test.each(DIFFERENCES.map((difference): [string, (typeof DIFFERENCES)[number]] => [difference.what, difference]))('%s: the simulator differs from AWS as the table says', async (_what, difference) => {
  await expect(difference.isStillSo()).resolves.toBe(true);
});
