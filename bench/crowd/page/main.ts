/** One of two pages, as the address says: the person who is measured, or the eleven others. Driven by `mesh.ts`. */
const page =
  location.hash === '#crowd' ? import('./others.ts').then((m) => m.createOthers()) : import('./person.ts').then((m) => m.createPerson());
Object.assign(globalThis, { bench: await page });
