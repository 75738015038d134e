"""What is shown in Slack: pure builders, a file for each surface.

Whatever people wrote goes through `mrkdwn.echo`; every builder stays within Slack's limits with any input.
"""
