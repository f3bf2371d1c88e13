// The only script of a report: the same moment is marked in every figure over time. Without it nothing is missing.

export const SCRIPT = `
const length = Number(document.querySelector('main').dataset.length);
const fields = [...document.querySelectorAll('.timed')];
const marks = fields.map((field) => {
  const mark = field.appendChild(document.createElement('div'));
  mark.className = 'moment';
  return mark;
});
const two = (number) => String(Math.floor(number)).padStart(2, '0');
const words = (time) => {
  const seconds = time / 1000;
  const days = Math.floor(seconds / 86400);
  const clock = two((seconds / 3600) % 24) + ':' + two((seconds / 60) % 60) + ':' + two(seconds % 60);
  return (days > 0 ? days + ' d ' : '') + clock + (length < 600000 ? '.' + Math.floor((time % 1000) / 100) : '');
};
const show = (event) => {
  const box = event.currentTarget.getBoundingClientRect();
  const at = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  for (const mark of marks) {
    mark.style.left = at * 100 + '%';
    mark.dataset.time = words(at * length);
    mark.classList.toggle('late', at > 0.8);
  }
  document.body.classList.add('looking');
};
for (const field of fields) {
  field.addEventListener('pointermove', show);
  field.addEventListener('pointerleave', () => document.body.classList.remove('looking'));
}
`;
