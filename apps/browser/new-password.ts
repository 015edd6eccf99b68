/**
 * A new password that can be read needs not be typed twice: its second field, which stays for browsers without scripts, follows the first. It is
 * hidden again before it is sent, or the browser would remember it as an ordinary text.
 */
function showPassword(again: HTMLInputElement): void {
  const password = again.form?.querySelector<HTMLInputElement>('input[name=password]');
  const field = again.closest<HTMLElement>('.field');
  if (!password || !field) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  const show = (shown: boolean): void => {
    password.type = shown ? 'text' : 'password';
    button.textContent = shown ? 'Cacher le mot de passe' : 'Afficher le mot de passe';
  };
  show(false);
  field.hidden = true;
  // Nobody can be led to a hidden field that is empty: what writes the first without typing would be stopped without a word.
  again.required = false;
  password.after(button);
  button.addEventListener('click', () => show(password.type === 'password'));
  const follow = (): void => {
    again.value = password.value;
  };
  password.addEventListener('input', follow);
  again.form?.addEventListener('submit', () => {
    follow();
    show(false);
  });
}

for (const again of document.querySelectorAll<HTMLInputElement>('input[name=again][type=password]'))
  showPassword(again);
