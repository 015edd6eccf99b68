import type { Browsing } from './browsing.js';

/** Scans a code into a field: the scanner types it, and a line end. */
export async function scan(one: Browsing, name: string, code: string): Promise<void> {
  await one.page.locator(`main input[name="${name}"]`).first().fill(code);
  await one.arriveBy(() => one.page.keyboard.press('Enter'));
}

/**
 * Logs a device with the keys alone: tab to each field, arrows among the choices, and the line end sends. Of others that are `alike`, only the serial
 * is typed.
 */
export async function logByKeyboard(
  one: Browsing,
  device: Record<'category' | 'serial' | 'make' | 'model', string>,
  alike: readonly string[] = [],
): Promise<void> {
  const { page } = one;
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${name} by the keyboard`);
  };
  await tabTo('category');
  await page.keyboard.press('Space');
  const chosen = page.locator('input[name=category]:checked');
  for (let i = 0; i < 10 && (await chosen.inputValue()) !== device.category; i += 1)
    await page.keyboard.press('ArrowRight');
  for (const name of ['serial', 'make', 'model'] as const) {
    await tabTo(name);
    await page.keyboard.type(device[name]);
  }
  const saved = page.locator('[data-say]').getByText('Enregistré');
  if (alike.length) await page.locator('main').getByRole('button', { name: 'Puis le même encore' }).click();
  else await page.keyboard.press('Enter');
  await saved.waitFor();
  for (const serial of alike) {
    await page.locator('[data-say]').evaluate((e) => e.replaceChildren());
    await tabTo('serial');
    await page.keyboard.type(serial);
    await page.keyboard.press('Enter');
    await saved.waitFor();
  }
}

/** Draws a signature with the mouse, in one go. */
export async function signByMouse({ page }: Browsing): Promise<void> {
  const canvas = page.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  const at = (x: number, y: number) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  await at(0.1, 0.5);
  await page.mouse.down();
  const bends = [
    [0.25, 0.25],
    [0.35, 0.75],
    [0.5, 0.3],
    [0.6, 0.65],
    [0.85, 0.45],
  ] as const;
  for (const [x, y] of bends) await at(x, y);
  await page.mouse.up();
  expect(await page.locator('input[name=signature]').inputValue()).toMatch(/^data:image\/png;base64,/);
}
