/** Folder of the H5 build the browser opens; another one by ONEWINDOW_H5_DIR while dist/h5 is being built. */
export const h5Dir = process.env.ONEWINDOW_H5_DIR ?? 'dist/h5';
