import Taro from '@tarojs/taro';

/** Lets the person choose an .xlsx out of a chat; its path, or null when they go back. */
export async function chooseListFile(): Promise<string | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx'] });
    return tempFiles[0]?.path ?? null;
  } catch {
    return null;
  }
}

/** Opens an .xlsx in WeChat's viewer, from which it can be sent to a computer. False when it could not be shown. */
export async function openListFile(fileName: string, base64: string): Promise<boolean> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`;
  try {
    Taro.getFileSystemManager().writeFileSync(filePath, base64, 'base64');
    await Taro.openDocument({ filePath, fileType: 'xlsx', showMenu: true });
    return true;
  } catch {
    return false;
  }
}
