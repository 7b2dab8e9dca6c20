"""ICD-10-PCS procedures: searched by their axes, built place by place, validated. Import the tools from tools.py."""
