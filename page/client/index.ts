/** Runs in the browser: everything that a person can do on the page. */
import { dialog, openCell, openOverview } from './answer-dialog';
import { startChoice } from './choice-form';
import { copy } from './copy-button';
import { all } from './dom';
import { startOwnPolicy } from './own-policy-input';
import { startPicker } from './picker';

document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('button');
  if (button?.dataset.copy !== undefined) {
    void copy(button);
  } else if (button?.dataset.cell !== undefined) {
    openCell(Number(button.dataset.cell));
  } else if (button?.dataset.overview !== undefined) {
    const [strategy, column] = button.dataset.overview.split('-').map(Number);
    openOverview(strategy, column);
  } else if (target === dialog) {
    dialog.close();
  }
});
addEventListener('beforeprint', () => all<HTMLDetailsElement>('details').forEach((details) => { details.open = true; }));

startChoice();
startPicker();
startOwnPolicy();
