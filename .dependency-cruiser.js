// Import directions: core <- core/node <- tor-manager <- gateway <- cli <- simulator <- test. Pointing right is an error.
import { Visitor } from '@swc/core/Visitor.js';

// The visitor that swc ships knows no `using` yet and would stop at the first one: it declares as `const` does.
const visitStatement = Reflect.get(Visitor.prototype, 'visitStatement');
Visitor.prototype.visitStatement = function visit(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  return { ...statement, decls: this.visitVariableDeclarators(statement.decls) };
};

const left = {
  'tor-manager': ['core'],
  gateway: ['core', 'tor-manager'],
  cli: ['core', 'gateway'],
  simulator: ['core', 'tor-manager'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'Only core/src/node may import node: modules or what needs them.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: '^packages/core/src/node/' },
      to: { pathNot: '^packages/core/src/(?!node/)|node_modules/(@noble|@scure)/' },
    },
    {
      name: 'core-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: '^packages/(?!core/)|^test/' },
    },
    ...Object.entries(left).map(([name, allowed]) => ({
      name: `${name}-points-left`,
      severity: 'error',
      from: { path: `^packages/${name}/(src|bin)/` },
      to: { path: `^packages/(?!(?:${[name, ...allowed].join('|')})/)|^test/` },
    })),
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'tests-stay-out-of-sources',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '/tests/|^test/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
