import type { Words } from '#notifications';
import { LinkButton, TextArea, TextField } from '../../ui/index.js';

/** A mail that a person sends: its words to copy, and their own mail program with them. `of` tells several of one page apart. */
export function MailToCopy({ words, to = '', of = '' }: { words: Words; to?: string | null; of?: string }) {
  const { subject, text } = words;
  const href = `mailto:${to ?? ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return (
    <>
      <TextField name="subject" id={`subject${of}`} label="Objet" value={subject} optionalUnsaid />
      <TextArea name="text" id={`text${of}`} label="Message" value={text} rows={12} optionalUnsaid />
      <LinkButton href={href} icon="mail">
        Ouvrir dans ma messagerie
      </LinkButton>
    </>
  );
}
