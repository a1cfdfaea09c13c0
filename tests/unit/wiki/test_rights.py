import os

import pytest

from bot.settings import SettingsError, WikiSettings
from bot.wiki.errors import LoginError, TooManyRightsError
from bot.wiki.site import Wiki, check_user_config


class Rights(Wiki):
    """A wiki that only knows what its account may do."""

    def __init__(self, *rights):
        super().__init__(WikiSettings("w", "http://127.0.0.1:1/w/api.php", "en", "PatrolBot"), None)
        self._rights = list(rights)

    def get(self, **parameters):
        assert parameters["uiprop"] == "rights"
        return {"query": {"userinfo": {"rights": self._rights}}}


def test_an_account_that_can_only_read_and_mail_is_accepted():
    Rights("read", "sendemail", "autoconfirmed").require_patrol_rights()


@pytest.mark.parametrize("right", ["edit", "delete", "block", "upload", "move"])
def test_an_account_that_may_do_more_is_refused_by_name(right):
    with pytest.raises(TooManyRightsError, match=right):
        Rights("read", "sendemail", right).require_patrol_rights()


def test_an_account_that_may_not_send_mail_is_told_what_it_needs():
    with pytest.raises(LoginError, match="sendemail"):
        Rights("read").require_patrol_rights()


@pytest.mark.parametrize(("mode", "refused"), [(0o600, False), (0o644, False), (0o664, True), (0o646, True)])
def test_a_user_config_that_others_may_write_to_is_refused_loudly(tmp_path, mode, refused):
    file = tmp_path / "user-config.py"
    file.touch()
    file.chmod(mode)
    if refused:
        with pytest.raises(SettingsError, match="chmod go-w"):
            check_user_config(file)
    else:
        check_user_config(file)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_a_user_config_of_somebody_else_is_refused(tmp_path):
    file = tmp_path / "user-config.py"
    file.touch()
    os.chown(file, 65534, -1)
    with pytest.raises(SettingsError, match="somebody else") as error:
        check_user_config(file)
    assert str(file) in str(error.value)
