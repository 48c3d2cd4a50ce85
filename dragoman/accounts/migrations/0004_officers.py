from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_treasurer")]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("monitor", "Monitor"),
                    ("translator", "Translator"),
                    ("reviewer", "Reviewer"),
                    ("editor", "Editor"),
                    ("officer", "Requests officer"),
                    ("administrator", "Administrator"),
                    ("treasurer", "Treasurer"),
                ],
                max_length=16,
            ),
        ),
    ]
