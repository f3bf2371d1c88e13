// A line rewriter as a stream: bytes in, bytes out, back pressure both ways.
import { Transform } from 'node:stream';
import { createLineRewriter, type RewriteRules } from './line-rewriter.ts';

/** `refused` is called once; the stream hands on nothing after it, and swallows what it is given. */
export function rewriting(rules: RewriteRules, refused: () => void): Transform {
  const rewriter = createLineRewriter(rules);
  let open = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const fine = rewriter.push(chunk, (piece) => this.push(piece));
      if (open && !fine) {
        open = false;
        refused();
      }
      done();
    },
    flush(done) {
      rewriter.end((piece) => this.push(piece));
      done();
    },
  });
}
