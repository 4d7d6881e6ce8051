from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    # Translators: the part of the desk for accounts of staff
    verbose_name = _("People")

    def ready(self):
        from accounts import receivers

        receivers.connect()
