# Installs nothing, which install.sh must report.
