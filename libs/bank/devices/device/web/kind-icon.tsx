import { categoryOf, isCategory } from '#bank/devices';
import { Icon } from '#platform/ui';

export const KindIcon = ({ category }: { category: string }) =>
  isCategory(category) ? <Icon name={categoryOf(category).pictogram} class="kind" /> : null;
