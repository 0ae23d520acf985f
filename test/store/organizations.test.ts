import { describe, expect, it } from 'vitest';
import { createOrganizations } from '../../src/store/organizations.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

describe('organizations', () => {
  function setUp() {
    const clock = createFakeClock();
    const joins = new Map<string, string>();
    const asked: string[] = [];
    const organizations = createOrganizations({
      clock,
      joining: {
        offer: async () => {},
        offered: async () => undefined,
        async join({ place }) {
          joins.set(place, 'together');
          return { state: 'joined', organization: 'together' };
        },
      },
      joined: async (place) => {
        asked.push(place);
        return joins.get(place);
      },
    });
    return { clock, joins, asked, organizations };
  }

  it('are read once for many questions close together', async () => {
    const { clock, asked, organizations } = setUp();
    for (let question = 0; question < 5; question += 1) {
      expect(await organizations.of({ place: 'x:1' })).toBe('x:1');
      clock.advance(1_000);
    }
    expect(asked).toEqual(['x:1']);
  });

  it('show a join within ten seconds, and its end as well', async () => {
    const { clock, joins, organizations } = setUp();
    await organizations.of({ place: 'x:1' });
    joins.set('x:1', 'together');
    clock.advance(10_000);
    expect(await organizations.of({ place: 'x:1' })).toBe('together');
    joins.delete('x:1');
    clock.advance(10_000);
    expect(await organizations.of({ place: 'x:1' })).toBe('x:1');
  });

  it('show a join that was made here at once', async () => {
    const { organizations } = setUp();
    await organizations.of({ place: 'x:1' });
    await organizations.join({ place: 'x:1', digest: 'd', roles: [] });
    expect(await organizations.of({ place: 'x:1' })).toBe('together');
  });

  it('remember a bounded number of places', async () => {
    const { asked, organizations } = setUp();
    for (let place = 0; place <= 10_000; place += 1) await organizations.of({ place: `x:${place}` });
    await organizations.of({ place: 'x:10000' });
    expect(asked).toHaveLength(10_001);
    await organizations.of({ place: 'x:0' });
    expect(asked).toHaveLength(10_002);
  });
});
