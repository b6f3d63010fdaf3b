/** Something that whoever started the relay can mend; `message` is one sentence for them. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
}
