import { categoryOf, isCategory } from '#bank/devices';
import { Icon } from '#platform/ui';

/** What kind of device it is, for the eye, before the words that say it. */
export const KindIcon = ({ category }: { category: string }) =>
  isCategory(category) ? <Icon name={categoryOf(category).pictogram} class="kind" /> : null;
