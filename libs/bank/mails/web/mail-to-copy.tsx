import type { Words } from '#bank/mails';
import { Icon, LinkButton, TextArea, TextField } from '#platform/ui';

/**
 * A mail that a person sends: its words to copy, and their own mail program with them. `of` tells several of one page apart. The button that
 * copies is for whoever has scripts; the words are there to be chosen without.
 */
export function MailToCopy({ words, to = '', of = '' }: { words: Words; to?: string | null; of?: string }) {
  const { subject, text } = words;
  const href = `mailto:${to ?? ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return (
    <div class="to-copy">
      <TextField name="subject" id={`subject${of}`} label="Objet" value={subject} optionalUnsaid />
      <TextArea name="text" id={`text${of}`} label="Message" value={text} rows={14} optionalUnsaid />
      <div class="actions">
        <button type="button" class="button secondary" data-copies={`text${of}`} hidden>
          <Icon name="copy" />
          <span class="button-text" aria-live="polite">
            Copier le message
          </span>
        </button>
        <LinkButton href={href} icon="mail">
          Ouvrir dans ma messagerie
        </LinkButton>
      </div>
    </div>
  );
}
