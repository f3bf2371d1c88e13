#!/usr/bin/env node
// The program as one starts it: checks Node, answers --version at once, and loads the rest only then.
(function start() {
  var major = Number(process.versions.node.split('.')[0]);
  if (major < 24) {
    process.stderr.write(
      'torchat needs Node 24 or newer and this is ' +
        process.versions.node +
        ': install it from https://nodejs.org and try again.\n',
    );
    process.exitCode = 1;
    return;
  }
  var first = process.argv[2];
  if (process.argv.length === 3 && (first === '--version' || first === '-V')) {
    var fs = process.getBuiltinModule('node:fs');
    var manifest = JSON.parse(fs.readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    process.stdout.write(manifest.version + '\n');
    return;
  }
  // The cache lies in the user's own folder: one in the shared temporary folder could be planted by others.
  var path = process.getBuiltinModule('node:path');
  var base =
    process.env.XDG_CACHE_HOME || process.env.LOCALAPPDATA || path.join(process.env.HOME || '', '.cache');
  if (path.isAbsolute(base))
    process.getBuiltinModule('node:module').enableCompileCache(path.join(base, 'torchat', 'compiled'));
  import('../dist/main.js').then(
    function loaded(program) {
      return program.main(process.argv.slice(2));
    },
    function failed(error) {
      if (error && error.code === 'ERR_MODULE_NOT_FOUND' && !process.env.DEBUG)
        process.stderr.write('torchat: it is not built yet, run `npm run build` first.\n');
      else process.stderr.write('torchat: ' + String(error && (error.stack || error)) + '\n');
      process.exitCode = 1;
    },
  );
})();
