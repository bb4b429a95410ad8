export * from './appointments';
export * from './cases';
export * from './catalogue';
export * from './followup';
export * from './forms';
export * from './organisation';
export * from './people';
export * from './platform';
