/** How loudly a count asks: `alert` is late or broken, `attention` waits for somebody; without a tone it is only news. */
export type TodayTone = 'attention' | 'alert';

/**
 * One thing that waits for somebody today, with the list it leads to. Features give these; the home page lays them out.
 * A feature leaves out what the actor has nothing to do with, and keeps a zero when "nothing waits" is worth knowing.
 */
export interface TodayCount {
  readonly count: number;
  /** What is counted, in the number of `count`: « lots en retard », « lot en retard ». */
  readonly label: string;
  /** The list that holds exactly these things. */
  readonly href: string;
  readonly tone?: TodayTone;
  /** One short line under it: « le plus ancien : 9 jours ». */
  readonly detail?: string;
  /** The Lucide name of the feature’s pictogram, as in the table of `apps/server/ui/README.md`. */
  readonly icon: string;
}
