import { showAssetCode } from '#bank/devices';
import { Code } from '#platform/ui';

/** The code of a device, which leads to its page; without a link for whoever no longer sees it. */
export const DeviceCode = ({ code, visible = true }: { code: string; visible?: boolean }) =>
  visible ? (
    <a href={`/appareils/${code}`}>
      <Code>{showAssetCode(code)}</Code>
    </a>
  ) : (
    <Code>{showAssetCode(code)}</Code>
  );

/** What was scanned one under the other, or typed between commas. */
export const codesIn = (typed: unknown): string[] =>
  typeof typed === 'string' ? typed.split(/[\s,;]+/).filter((code) => code !== '') : [];
