import { appInstall, type InstallOffer } from '../../platform/installed/install.ts'
import * as texts from '../../texts/texts.ts'
import { toast } from '../ui/toasts.ts'

/** Lets the browser ask whether to install Peal, and says so if it does not. To be called within a press. */
export async function installApp(install: Pick<InstallOffer, 'take'> = appInstall): Promise<void> {
  try {
    await install.take()?.prompt()
  } catch {
    toast(texts.install.refused, 'bad')
  }
}
