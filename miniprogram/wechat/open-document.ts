import Taro from '@tarojs/taro';

export type Opened = 'opened' | 'not_fetched' | 'not_shown';

/** Fetches a PDF and shows it in WeChat's viewer, from which it can be passed on and printed. */
export async function openDocument(address: string): Promise<Opened> {
  let path: string;
  try {
    const { statusCode, tempFilePath } = await Taro.downloadFile({ url: address });
    if (statusCode !== 200) return 'not_fetched';
    path = tempFilePath;
  } catch {
    return 'not_fetched';
  }
  try {
    await Taro.openDocument({ filePath: path, fileType: 'pdf', showMenu: true });
    return 'opened';
  } catch {
    return 'not_shown';
  }
}
