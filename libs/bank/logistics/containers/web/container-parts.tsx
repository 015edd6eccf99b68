import type { ContainerView } from '#bank/logistics';
import type { PlaceView } from '#bank/people';
import type { Again } from '#platform/ui';

/** A form about a container: its places, and what came back. */
export interface Asked extends Again {
  places: readonly PlaceView[];
}

/** Places by their path. */
export const options = (places: readonly PlaceView[]) => places.map((p) => ({ value: p.id, label: p.path }));

/** Where a container stands, or the lot it travels with. */
export const place = (c: ContainerView) =>
  c.transferId ? <a href={`/lots/${c.transferId}`}>en route, lot {c.transferNumber}</a> : c.place;
