// Run by the build of NATS Checks after the one of this project: the program runs the checks of the jar.

def program = { String... arguments ->
  def java = System.getProperty('java.home') + '/bin/java'
  def command = [java, '-jar', natschecks, *arguments, '--plugins', "$basedir/target"]
  def process = new ProcessBuilder(command.collect { it as String }).redirectErrorStream(true).start()
  def text = process.inputStream.text
  assert process.waitFor() in [0, 1, 3] : text
  text
}
def has = { String text, String part -> assert text.contains(part) : text }

def checks = program('checks')
has(checks, 'Stream Name Outside the Convention')
has(checks, 'production_accounts = none texts')
has(program('explain', 'ACME_002'), '# ACME_002 Data Kept Longer than its Class Allows')

def shop = "$basedir/src/test/resources/com/acme/checks/shop.zip"
def report = program('audit', '--capture', shop, '--config', "$basedir/acme.json", '--only', 'ACME')
has(report, 'stream PROD/invoices-copy: the name matches none of the agreed patterns')
has(report, 'stream PROD/ORDERS: keeps personal data for 90d0h (at most 30 days)')
has(report, 'consumer PROD/ORDERS/bill: delivers a message that nobody can handle again and again')
has(report, 'consumer PROD/ORDERS/audit: gives a message up after 5 deliveries, and nothing keeps it')
