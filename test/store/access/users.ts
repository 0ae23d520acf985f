import { expect, test } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';

export function usersContract(open: OpenStore): void {
  const clock = createFakeClock();
  const choice = (subject: string, userId: string, organization = 'x:T1') => ({
    organization,
    subject,
    userId,
    setBy: 'x:U1',
    setAt: 5,
  });

  test('there is one chosen user a subject, the last, and no other organization sees it', async () => {
    const { userChoices } = await open(clock);
    await userChoices.set(choice('b', '1'));
    await userChoices.set(choice('a', '2'));
    await userChoices.set(choice('b', '3'));
    await userChoices.set(choice('b', '4', 'x:T2'));
    expect(await userChoices.of({ organization: 'x:T1' })).toEqual([choice('a', '2'), choice('b', '3')]);
    expect(await userChoices.of({ organization: 'x:T1', subjects: ['b', 'c'] })).toEqual([choice('b', '3')]);
    expect(await userChoices.remove({ organization: 'x:T1', subject: 'b' })).toBe(true);
    expect(await userChoices.remove({ organization: 'x:T1', subject: 'b' })).toBe(false);
    expect(await userChoices.of({ organization: 'x:T2' })).toEqual([choice('b', '4', 'x:T2')]);
  });

  test('an order stays the user’s whom it was first noted for, the account’s own too', async () => {
    const { orderUsers } = await open(clock);
    const asked = { account: 'a', orderId: '1' };
    expect(await orderUsers.of(asked)).toBeUndefined();
    await orderUsers.note({ ...asked, userId: '7' });
    await orderUsers.note({ ...asked, userId: '8' });
    await orderUsers.note({ account: 'a', orderId: '2', userId: undefined });
    expect(await orderUsers.of(asked)).toEqual({ userId: '7' });
    expect(await orderUsers.of({ account: 'a', orderId: '2' })).toEqual({ userId: undefined });
    expect(await orderUsers.of({ account: 'b', orderId: '1' })).toBeUndefined();
  });
}
