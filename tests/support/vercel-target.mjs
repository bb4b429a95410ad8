// setupFiles of the jest project `vercel`: startTestServer then asks the built functions.
process.env.ONEWINDOW_TEST_TARGET = 'vercel';
