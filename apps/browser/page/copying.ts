/** A button that copies the text of a field. Where the browser may not, it stays hidden: the text can be selected. */
export function copies(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset.copies ?? '');
  const said = button.querySelector('.button-text');
  if (!(field instanceof HTMLTextAreaElement) || !said) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(field.value).then(
      () => {
        said.textContent = 'Message copié';
      },
      () => {
        field.focus();
        field.select();
      },
    );
  });
}
