/** « 1 appareil coché », « 12 appareils cochés ». */
const counted = (n: number, [one = '', several = '']: string[]): string => `${n} ${n > 1 ? several : one}`;

/** Counts the rows that are ticked, keeps the bar in sight while there are any, and ticks a whole page at once. */
export function countTicked(bar: HTMLElement): void {
  const form = bar.closest('form');
  const words = bar.dataset.ticked?.split('|');
  const said = bar.querySelector<HTMLElement>('.bulk-count');
  const frame = form?.querySelector('.table');
  const page = frame?.querySelector<HTMLElement>('[data-tick-page]');
  if (!form || !words || !said || !frame) return;
  const rows = [...frame.querySelectorAll<HTMLInputElement>('tbody .select-cell input')];
  const every = bar.querySelector<HTMLInputElement>('[data-ticks-all]');
  const whole = page?.querySelector('input');
  const show = (): void => {
    const n = rows.filter((row) => row.checked).length;
    said.textContent = every?.checked ? (every.dataset.ticksAll ?? '') : n ? counted(n, words) : '';
    bar.classList.toggle('holds', n > 0 || Boolean(every?.checked));
    if (!whole) return;
    whole.checked = n > 0 && n === rows.length;
    whole.indeterminate = n > 0 && n < rows.length;
  };
  if (page && whole) {
    page.hidden = false;
    whole.addEventListener('change', () => {
      for (const row of rows) row.checked = whole.checked;
      show();
    });
  }
  form.addEventListener('change', show);
  addEventListener('pageshow', show);
  show();
}
